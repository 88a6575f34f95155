using System.Collections.Frozen;

namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>English first names and the short forms that people go by. A short form may be of several names.</summary>
internal static class Nicknames
{
    private const string Names =
        """
        abigail abby abbie gail
        albert al bert bertie
        alexander alexandra alex al lex sandy sasha xander alec
        alfred alf alfie fred freddie
        alison ali
        amanda mandy
        andrew andy drew
        angela angie ange
        ann anne anna annie nan nancy hannah
        anthony antony tony ant
        archibald archie
        arthur art artie
        barbara babs barb barbie
        beatrice beatrix bea trixie
        benjamin ben benny benji
        bernard bernie
        bridget bridie biddy
        caroline carolyn carrie caz
        catherine katherine kathryn katharine kathleen cathy kathy kate katie cath kath kit kitty kat
        charles charlie chas chuck
        charlotte charlie lottie
        christine christina chris chrissie tina
        christopher chris kit topher
        clifford cliff
        daniel dan danny
        danielle dani
        david dave davy davey dai
        deborah debra deb debbie debby
        derek del
        diana diane di
        donald don donnie
        dorothy dot dottie dolly dora
        douglas doug dougie
        edmund ed eddie ned
        edward ed eddie ted teddy ned
        eileen aileen
        eleanor elinor ellie nell nellie nora ellen
        elizabeth elisabeth liz lizzie lizzy beth betty betsy bess bessie eliza libby lisa elsie
        emily em emmy millie
        emma em
        eugene gene
        evelyn eve evie
        florence flo florrie flossie
        frances fran frankie fanny
        francis frank frankie
        frederick fred freddie freddy
        gabriel gabriella gabe gabby
        geoffrey jeffrey geoff jeff
        george georgie
        georgina georgie
        gerald gerard gerry jerry
        gillian jill gill
        gladys glad
        graham graeme gram
        gregory greg
        gwendolen gwendoline gwen
        harold harry hal
        harriet hattie hatty
        helen nell nellie ellen
        henry harry hal hank
        herbert herb bert bertie
        hilary hil
        howard howie
        hubert hugh bert
        isabel isabella isobel izzy bella belle
        jacob jake
        jacqueline jackie jacqui
        james jim jimmy jamie jem
        jane jan janie jenny
        janet jan
        jean jeanie
        jennifer jen jenny jennie
        jeremy jem jez jerry
        jessica jess jessie
        joan joanie
        joanne joanna jo
        john johnny jack jon
        jonathan jon jonny
        joseph joe joey
        josephine jo josie
        joshua josh
        joyce joy
        judith judy jude
        julia julie jules
        kenneth ken kenny
        kimberley kim
        lawrence laurence larry laurie loz
        leonard len lenny leo
        leslie lesley les
        lewis louis lew lou louie
        lilian lillian lily lil
        louise louisa lou
        lucy lucinda lucille lou cindy
        lynda linda lyn lynn
        madeleine madeline maddy maddie
        malcolm mal
        margaret maggie meg peggy peg madge marge margie greta rita daisy mags
        maria marie mary molly polly maria
        marjorie margery marge margie
        mark marcus
        martin marty
        mary molly polly may mamie
        matilda tilly tilda
        matthew matt
        maureen mo
        maurice mo morris
        maxwell maximilian max
        melanie mel
        melissa mel
        michael mike mick micky mickey mikey
        michelle shell shelley
        millicent millie
        mohammed muhammad mohammad mohamed muhammed mo
        natalie nat
        nathan nathaniel nat nate
        nicholas nicolas nick nicky
        nicola nicky nikki nic
        norman norm
        oliver ollie olly
        olivia liv livvy
        oscar ozzie
        pamela pam
        patricia pat patsy patty trish tricia trisha
        patrick pat paddy
        paula polly
        penelope penny
        percival percy
        peter pete
        philip phillip phil pip
        philippa pippa pip
        phyllis phyl
        priscilla cilla
        rachel rach rachael
        ralph rafe
        raymond ray
        rebecca becky becca bex
        reginald reg reggie
        richard rick ricky dick rich richie
        robert rob robbie bob bobby bert
        robin rob
        roderick rod roddy
        rodney rod
        roger rodge
        ronald ron ronnie
        rosemary rose rosie
        roy royston
        rupert bert
        russell russ
        samantha sam sammy
        samuel sam sammy
        sandra sandy
        sarah sally sadie sara
        sean shaun shawn
        sebastian seb
        sharon shaz
        sheila sheelagh
        sidney sydney sid syd
        simon si
        sophia sophie
        stanley stan
        stephanie steph
        stephen steven steve stevie
        stuart stewart stu
        susan suzanne susanna susannah sue susie suzie suzy
        sylvia sylvie
        tabitha tabby
        terence terry tel
        teresa theresa terry tess tessa
        thelma thel
        theodore ted teddy theo
        thomas tom tommy
        timothy tim timmy
        tobias toby
        valerie val
        vera vee
        veronica ronnie
        victor vic
        victoria vicky vicki vikki tori
        vincent vince vinny
        violet vi
        virginia ginny
        walter wally walt
        wilfred wilf fred
        william will bill billy willie willy liam
        winifred win winnie freda
        yvonne eve
        zachary zach zack zac
        """;

    private static readonly FrozenDictionary<string, string[]> _others = Read();

    /// <summary>What else somebody may be called whose first name is this, which is written as <see cref="NameWords"/> writes it.</summary>
    public static IReadOnlyList<string> Of(string word) => _others.GetValueOrDefault(word) ?? [];

    private static FrozenDictionary<string, string[]> Read()
    {
        var groups = Names.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(NameWords.Plain).Distinct().ToArray());
        return groups.SelectMany(group => group.Select(word => (Word: word, Others: group)))
            .GroupBy(pair => pair.Word, pair => pair.Others)
            .ToFrozenDictionary(pairs => pairs.Key, pairs => pairs.SelectMany(others => others).Where(other => other != pairs.Key).Distinct().ToArray());
    }
}
