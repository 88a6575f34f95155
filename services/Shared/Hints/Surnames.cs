namespace CoProduction.Shared.Hints;

/// <summary>Surnames that many people in the United Kingdom have: behind a first name they are one in small letters too.</summary>
internal static class Surnames
{
    public const string Names = """
        abbott abdi adams adebayo adeyemi ahmed akhtar alexander ali allen anderson andrews appiah armstrong arnold asante atkinson bailey baker balogun banda banerjee bannister barker barnes barrett bates becker begum bell bennett berry
        bevan bhatt bibi bird bishop black blackwood blake boateng booth bowen bradley braithwaite brathwaite briggs brooks brown buchanan bull burgess burke burns burton butler byrne campbell carpenter carr carter ceesay chambers chan chapman
        charlton chatterjee chaudhry chen cheung choudhury chowdhury clark clarke cole coleman collins connor conteh cook cooper costa cox craig crawford cross cunningham curtis daly das davidson davies davis dawson day dean desai dixon doherty doyle
        dube dumitru duncan dunn dvorak eaton edwards elliott ellis esposito evans eze farah farrell ferguson ferrari ferreira field finch fischer fisher fitzgerald fleming fletcher flynn ford foster fox francis fraser freeman french frost
        gallagher garcia gardner george gibbs gibson gilbert gill glover godfrey gonzalez goodwin gordon gough graham grant gray green greenwood grey griffith griffiths gupta hall hamilton hancock harding harper harris harrison hart harvey hassan
        hawkins hayes heath henderson hernandez hewitt higgins hill hilton hobbs hodgson holland holmes hooper hope hopkins horton horvath houghton howard howe howells huang hudson hughes humphreys hunt hunter hussain hutchinson ingram
        ionescu iqbal irving islam ivanov ivanova iyer jackson jallow jameson jarvis jenkins jenkinson jennings johnson johnston jones jordan joshi kamara kamau kaminska kaminski kaur kavanagh kaye kelly kemp kennedy kent kerr khan kim king kirby
        kirk knight kovacs kowalska kowalski kumar lamb lambert lane lau lawrence lawson leach lee leigh lester leung lewandowski lewis lister little liu lloyd long lopez lord lowe lucas lynch lyons macdonald mackenzie maclean macleod
        mahmood malik marsden marsh marshall martin martinez mason matthews may mbeki mcallister mccarthy mcdonald mcgrath mcintosh mckenzie mclean mcleod mcmillan mehta mellor mensah metcalfe meyer miah middleton miles miller mills mirza mitchell
        mohamud moore moran morgan morley morris morton moss moyo muir mukherjee muller murphy murray mwangi myers nagy nair nash naylor ndlovu neill nelson newman newton nguyen nicholls nicholson nolan norman norris north norton novak nowak nuttall
        nwosu o'brien o'connor o'neill o'reilly o'sullivan oakley obi ogunleye okafor okonkwo okoro oldham oliveira oliver osborne osei osman otieno owen owusu page palmer park parker parkes parkin parry parsons pascoe patel paterson
        patterson patton payne peacock pearce pearson peck penhaligon pereira perez perkin perkins perry peters petrov petrova pham phillips phiri pickering pike pitt pollard poole popa pope popescu porter potter potts powell power
        pratt preston price pritchard probert pugh quinn qureshi rahman rao read reddy redfern rees rehman reid reilly reynolds rhodes rice richards richardson riley roach roberts robertson robinson robson rodrigues rodriguez rogers rose ross
        rossi rowe rowley russell russo ryan sanchez sanders sanderson santos saunders savage schmidt schneider schofield scott sen sesay seymour shah sharma sharp shaw sheikh shepherd sheppard short sibanda siddiqui silva simmonds simmons simpson
        sinclair singh slater smith snow spencer stan steele stephens stephenson stevens stewart stokes stone stubbs sullivan summers sutton swift szymanski talbot tate taylor thomas thompson thomson thorne thornton todd
        townsend tran tregenza trelawney tucker turner tyler uddin vaughan vincent wade wagner walker wallace walsh walton wang ward warsame waters watkins watson watts weaver webb weber webster wells west weston wheeler whitaker white
        whitehead whittaker wilkins wilkinson willetts williams willis wilson winter wisniewska wisniewski wojcik wong wood woods woodward wozniak wright wyatt yang yates yeung young zhang zielinska zielinski
        """;
}
