namespace CoProduction.Shared.Hints;

/// <summary>The classes of words that signs of harm are made of; a class may name those above it.</summary>
internal static class HarmWords
{
    /// <summary>Each with its words; phrases have <c>_</c> between their words.</summary>
    public static readonly (string Name, string Words)[] Classes =
    [
        ("Filler", "really just even ever very so quite actually always basically literally still also fucking fuckin bloody flipping old poor little dear lovely own elderly young younger older physically verbally deliberately constantly regularly often sometimes repeatedly continually frequently probably definitely honestly truly purposely once t"),
        ("NotOnly", "just only"),
        ("Denial", "not never nobody no without none nor neither stopped"),
        ("Between", "be been being am is are was were has have had do did does would could can will get got gets feel felt feeling i he she they we you it one any anyone anybody thoughts thought thinking about of to want wanted going trying tried signs sign body here there like a physical verbal"),
        ("Or", "or nor and"),
        ("Not", "not never hardly barely scarcely neither"),
        ("Nobody", "nobody noone none no_one no_body none_of_them none_of_the_staff not_one_person not_a_soul no_staff no_carer no_carers no_nurse no_nurses nothing_and_nobody"),
        ("Be", "be is are was were been being am get gets got getting 's"),
        ("Have", "have has had having 've 's of"),
        ("Aux", "be been being get gets got getting has have had is are was were would will could can did does do to come came bothered bother Be_being Have_been"),
        ("Unable", "Not Nobody Nobody_Aux Not_Aux Not_been_Aux fail*_to refuse*_to forget*_to neglect*_to cannot_be_bothered_to not_be_bothered_to too_busy_to not_bother*_to not_think_to not_thought_to without decline*_to"),
        ("Self", "myself himself herself themselves meself himsel hersel mesen hisself mysel theirself yourself themself ourselves itself"),
        ("Me", "me him her us them hims"),
        ("Family", "mum mam mom mother mummy mammy mama mam-gu dad da daddy father faither papa nan nana nanna nanny gran granny grandma grandmother grandad grandpa grandfather granddad auntie aunt aunty uncle cousin son lad lads daughter lass girl girls boy boys bairn bairns wean kid kids child children baby babies bab babby brother sister husband hubby wife missus partner fella bloke stepdad stepmum stepfather stepmother stepson bf gf boyfriend girlfriend ex nephew niece grandson granddaughter grandchild twin twins family parents parent siblings sibling mates mate friend friends in-law fiance"),
        ("Patient", "neighbour neighbours resident residents patient patients client clients tenant tenants people person man men woman women lady ladies gentleman gentlemen chap chaps fellow someone somebody anyone anybody everyone everybody others pensioner service_user service_users old_folk folk inmates toddler toddlers teenager teenagers dog cat pet"),
        ("Staff", "staff carer carers nurse nurses hca hcas healthcare worker workers manager managers doctor doctors porter porters sister matron agency warden wardens assistant assistants keyworker chaplain pastor priest vicar teacher teachers coach driver escort volunteer cleaner guard guards boss officer officers police bouncer landlord"),
        ("Whose", "my our his her their your the a an this that these those another other some one two three four both mi me ma wor us every each any all"),
        ("Person", "Family Patient Whose_Family Whose_Patient Whose_Whose_Patient Whose_Family_'s_Family"),
        ("Somebody", "Me Person"),
        ("Their", "my his her our their your the mi me ma 's mums dads nans grans sons daughters brothers sisters husbands wifes mothers fathers peoples residents patients Whose_Family_'s Family_'s Whose_Patient_'s"),
        ("Who", "he she they we someone somebody who staff Family Patient Staff one some Whose_Family Whose_Staff Whose_Patient"),
        ("They", "he she they it one who staff Staff Family"),
        ("I", "i he she they we"),
        ("Fear", "frightened frightend scared scard skared afraid terrified petrified wary"),
        ("Body", "arm arms wrist wrists leg legs hand hands face head neck throat back chest mouth ear ears eye eyes nose body finger fingers ankle ankles thigh thighs ribs rib stomach belly tummy shoulder shoulders jaw cheek cheeks chin lip lips feet foot shins knees hair bum bottom skin knuckles scalp"),
        ("Private", "private privates bits boob boobs breast breasts bum bottom backside chest thigh thighs crotch groin genitals vagina penis willy fanny knickers bra blouse top skirt nightie underwear pants downstairs parts privates knee leg"),
        ("Clothes", "clothes nightie nightdress pyjamas pjs trousers pants knickers jumper cardigan cardi shirt vest socks top underwear dress gown nappy nappies pad pads sheets sheet bedding bed dressing dressings bandage bandages mattress catheter stoma bag bags commode bandaging linen"),
        ("Medicine", "tablet tablets pill pills medication medications medicine medicines meds med insulin inhaler inhalers painkiller painkillers pain_relief pain_killers morphine oramorph paracetamol antibiotics antibiotic oxygen nebuliser epilepsy steroids warfarin injection injections dose doses drugs methadone amitriptyline antidepressants codeine diazepam sertraline heart_pills co-codamol tramadol feed feeds thickener eye_drops drops patch patches"),
        ("Drink", "drink drinks water juice squash tea fluid fluids sip"),
        ("Food", "food meal meals dinner dinners lunch breakfast supper tea sandwich snack snacks anything_to_eat something_to_eat anything_to_drink bite_to_eat food_or_drink anything"),
        ("Wash", "wash bath shower bathe wipe strip_wash bed_bath"),
        ("Toilet", "toilet loo commode bedpan lav bottle potty urinal bathroom"),
        ("Warmth", "heating heat blanket blankets coat covers gas electric electricity hot_water fire boiler radiator"),
        ("Help", "help assistance anyone someone"),
        ("Wet", "wet soiled soaked soaking sodden soggy drenched dripping filthy dirty soaking_wet wet_through unchanged mucky caked saturated"),
        ("Mess", "urine wee pee poo faeces excrement mess vomit sick diarrhoea shit piss filth muck blood poop feces crap"),
        ("Long", "hours hour days day weeks week months month night nights all_day all_night morning afternoon overnight ages minutes_on_end weekend yesterday fortnight evening"),
        ("Number", "two three four five six seven eight nine ten eleven twelve several many a_few few couple_of 2 3 4 5 6 7 8 9 10 11 12"),
        ("Strong", "slap* smack* thump* punch* kick* pinch* strangle* throttle* choke* batter* beat* whack* clout* skelp* bray* thrash* headbutt* stab* scald* bite* scratch* clobber* wallop* lamp* deck* leather* cane* belt* whip* nut* maul* assault* attack* abuse* rape* molest* grope* torture* lash* bash* smother* suffocate* bruise* boot* welt* bullied bully*"),
        ("StrongDone", "slap/ed smack/ed thump/ed punch/ed kick/ed pinch/ed strangle/ed throttle/ed choke/ed batter/ed beat/ed whack/ed clout/ed skelp/ed bray/ed thrash/ed headbutt/ed stab/ed scald/ed clobber/ed wallop/ed cane/ed belt/ed whip/ed maul/ed assault/ed attack/ed abuse/ed rape/ed molest/ed grope/ed torture/ed bash/ed smother/ed manhandle/ed spat_at spat_on shouted_at screamed_at sworn_at yelled_at laughed_at picked_on sexually_abused knocked_about tied_up tied_down tied_to strapped_to pinned_down held_down dragged thrown_about mocked taunted humiliated degraded bullied exploited drugged sedated groomed stalked harassed violated interfered_with called_names made_fun_of ill-treated mistreated ill_treated locked_in shut_in"),
        ("Weak", "hit* push* pull* grab* shove* drag* shake* yank* rip* squeeze* twist* jab* poke* prod* pin* tug* wrench* jerk* slam* chuck* fling* flung knock* shook hurl* haul* snatch* stamp_on stamp*_on sit*_on spit*_on spit*_at kneel*_on knelt_on lunge*_at swing*_at swung_at hit*_out_at"),
        ("Burn", "burn* scald* singe* brand*"),
        ("Shout", "shout* scream* swear* yell* snap* bawl* bellow* holler* roar*"),
        ("Insult", "stupid fat thick lazy useless worthless ugly dirty smelly retard retarded spastic spaz cow pig bitch slag whore slut idiot nuisance burden liar animal moron freak mong cripple scrounger mental pathetic disgusting vegetable names dog paki mad crazy nutter attention_seeker attention_seeking drama_queen baby waste_of_space good_for_nothing it filthy scum stinker tramp"),
        ("Money", "money cash pension savings benefits wages purse wallet bank_card card cards bankcard pin pip cheque_book chequebook cheques bank_account jewellery ring rings wedding_ring necklace watch allowance pocket_money dla pounds quid inheritance tin dinner_money house deeds"),
        ("Steal", "steal* nick* pinch* rob* thieve* swipe* pocket* rinse* fleece* con* swindle* scam* defraud*"),
        ("Place", "room bedroom house flat home cupboard shed garage cellar attic loft bathroom toilet car cage box_room store_room cubicle outhouse basement"),
        ("Confine", "lock* bolt* padlock* trap* imprison* barricade* wedge*"),
        ("Height", "bridge roof cliff cliffs railings multi-storey car_park balcony window ledge quarry viaduct flyover pier crossing_rails parapet"),
        ("Water", "sea river canal lake reservoir loch quarry weir water"),
        ("Blade", "razor razors blade blades razorblade razorblades knife knives scissors compass lighter glass sharpener scalpel stanley_knife cigarette cigarettes straighteners iron"),
        ("Rope", "rope noose ligature belt cord flex dressing_gown_cord shower_curtain bedsheet beam rafters loft_hatch"),
        ("Alone", "alone on_her_own on_his_own on_my_own on_their_own by_himself by_herself by_theirselves by_theirsels unattended unsupervised home_alone by_themselves on_there_own"),
        ("Work", "team teams service services poster posters leaflet leaflets course courses training prevention awareness policy charity helpline worker workers support group groups session sessions talk workshop conference booklet line nurse_specialist charity unit_team week day evening campaign lead leads act clinic procedure procedures form forms website shop"),
        ("Child", "child children kid kids baby toddler toddlers bairns bairn wean brothers brother sister sisters siblings son daughter lad boy girl"),
        ("Bell", "buzzer call_bell bell call_button alarm cord pendant call_buzzer red_button emergency_cord nurse_call"),
        ("Away", "away off gone"),
        ("Dead", "dead die dye died dying"),
        ("Days", "day_and_night all_day all_night days weeks months hours overnight"),
        ("Want", "want* wanna wish* wanting long* hope* pray* ready need* would_love would_like going* plan* mean* intend*"),
        ("Going", "going gonna about planning plan planned want wanted wants trying tried try tries threatened threatens threatening thought thinking ready tempted decided"),
    ];

    private static readonly string[] _negated = ["do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "would", "could", "should", "must", "need", "might"];

    /// <summary>Short forms in full; the apostrophe is often left out.</summary>
    public static IEnumerable<(string Short, string Full)> ShortForms =>
    [
        .. _negated.SelectMany(verb => new[] { (verb + "n't", verb + " not"), (verb + "nt", verb + " not"), (verb + "n", verb + " not"), (verb + "na", verb + " not"), (verb + "nae", verb + " not") }).Where(form => form.Item1 is not ("need" or "don" or "isn" or "don" or "dona" or "haven" or "weren" or "maden")),
        ("don", "do not"), ("isn", "is not"), ("weren", "were not"), ("dinnae", "do not"), ("dinna", "do not"), ("didnae", "did not"), ("cannae", "can not"), ("canna", "can not"), ("wouldnae", "would not"), ("won't", "will not"), ("wont", "will not"), ("wo", "will"),
        ("can't", "can not"), ("cant", "can not"), ("carnt", "can not"), ("carn't", "can not"), ("cannot", "can not"), ("cdnt", "could not"), ("cldnt", "could not"), ("wldnt", "would not"), ("shan't", "will not"), ("ain't", "is not"), ("aint", "is not"), ("dunt", "do not"), ("doesnt", "does not"), ("dosnt", "does not"), ("dosent", "does not"), ("didint", "did not"), ("wernt", "were not"), ("weant", "will not"),
        ("i'm", "i am"), ("im", "i am"), ("i've", "i have"), ("ive", "i have"), ("iv", "i have"), ("i'd", "i would"), ("i'll", "i will"), ("he's", "he is"), ("hes", "he is"), ("she's", "she is"), ("shes", "she is"), ("it's", "it is"), ("that's", "that is"), ("thats", "that is"),
        ("there's", "there is"), ("theres", "there is"), ("who's", "who is"), ("they're", "they are"), ("theyre", "they are"), ("they've", "they have"), ("theyve", "they have"), ("they'd", "they would"), ("they'll", "they will"), ("we're", "we are"), ("we've", "we have"), ("you're", "you are"),
        ("he'd", "he would"), ("she'd", "she would"), ("he'll", "he will"), ("she'll", "she will"), ("nobody's", "nobody is"), ("gonna", "going to"), ("wanna", "want to"), ("gotta", "got to"), ("gona", "going to"), ("wanting", "want"), ("thier", "their"), ("n", "and"), ("an'", "and"), ("wi", "with"), ("wi'", "with"), ("nowt", "nothing"), ("owt", "anything"), ("somethin", "something"), ("nothin", "nothing"), ("should've", "should have"), ("would've", "would have"), ("could've", "could have"), ("u", "you"),
        ("cos", "because"), ("wasn", "was not"), ("whats", "what is"), ("what's", "what is"), ("where's", "where is"), ("hasnae", "has not"), ("willnae", "will not"), ("havenae", "have not"), ("no-one", "no one"), ("noone", "no one"),
    ];
}
